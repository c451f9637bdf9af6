package hudson.model;

import java.io.*;

public interface TaskListener extends Serializable {
    PrintStream getLogger();
}
