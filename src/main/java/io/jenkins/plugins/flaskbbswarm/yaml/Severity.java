package io.jenkins.plugins.flaskbbswarm.yaml;

/** Whether a problem stops everything or is only worth a look. */
public enum Severity {
    ERROR,
    WARNING
}
