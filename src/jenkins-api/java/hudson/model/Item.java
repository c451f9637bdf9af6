package hudson.model;

import hudson.security.*;

import java.io.File;

public interface Item extends AccessControlled {
    Permission CONFIGURE = new Permission();
    Permission READ = new Permission();

    String getFullName();

    String getUrl();

    File getRootDir();
}
