package org.jenkinsci.plugins.structs.describable;

import java.util.Map;

public class UninstantiatedDescribable {
    public String getSymbol() {
        throw new UnsupportedOperationException();
    }

    public UninstantiatedDescribable withArguments(Map<String, ?> arguments) {
        throw new UnsupportedOperationException();
    }

    public Map<String, ?> getArguments() {
        throw new UnsupportedOperationException();
    }
}
