package io.jenkins.plugins.flaskbbswarm.realjenkins;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Gives a class of tests its {@link Bench}, and takes it back at their end. */
final class BenchExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(BenchExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Bench.class;
    }

    /** The store closes what is in it. */
    @Override
    public Bench resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OURS).getOrComputeIfAbsent(Bench.class, same -> bench(), Bench.class);
    }

    private static Bench bench() {
        try {
            return Bench.inAFolderOfItsOwn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
