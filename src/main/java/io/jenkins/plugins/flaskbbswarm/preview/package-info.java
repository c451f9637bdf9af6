/** A stack of its own for each pull request, its database included, and its end. */
package io.jenkins.plugins.flaskbbswarm.preview;
