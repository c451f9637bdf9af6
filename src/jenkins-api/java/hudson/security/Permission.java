package hudson.security;

import org.jvnet.localizer.Localizable;

public final class Permission {
    public Permission() {}

    public Permission(
            PermissionGroup group,
            String name,
            Localizable description,
            Permission impliedBy,
            boolean enable,
            PermissionScope[] scopes) {
        throw new UnsupportedOperationException();
    }
}
