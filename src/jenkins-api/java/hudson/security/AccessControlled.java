package hudson.security;

public interface AccessControlled {
    boolean hasPermission(Permission permission);

    default void checkPermission(Permission permission) {
        throw new UnsupportedOperationException();
    }
}
