package io.jenkins.plugins.flaskbbswarm.yaml;

/** A part of a YAML file that knows its place in it. Aliases and merge keys are resolved; cycles cannot occur. */
public sealed interface YamlNode permits YamlMap, YamlList, YamlScalar {
    /** Where the node begins; for an aliased node, where it was first written. */
    Location location();

    /** What a message calls this node: {@code a mapping}, {@code a list}, {@code the number 8}… */
    String describe();
}
