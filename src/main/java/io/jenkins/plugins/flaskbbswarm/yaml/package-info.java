/** YAML as a tree that remembers where each word of it was written, and the problems found in it. Knows nobody. */
package io.jenkins.plugins.flaskbbswarm.yaml;
