package hudson.model;

import hudson.security.*;

public interface Item extends AccessControlled {
    Permission CONFIGURE = new Permission();
}
