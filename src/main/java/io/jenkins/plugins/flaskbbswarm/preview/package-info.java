/** Preview stacks of pull requests: created, updated, listed and removed. */
package io.jenkins.plugins.flaskbbswarm.preview;
