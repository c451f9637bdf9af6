/** YAML as a tree that remembers where each word of it was written, and the problems found in it. Depends on no other package. */
package io.jenkins.plugins.flaskbbswarm.yaml;
