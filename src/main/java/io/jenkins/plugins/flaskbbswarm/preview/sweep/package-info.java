/** Removes previews whose pull request is closed or whose lease has expired. */
package io.jenkins.plugins.flaskbbswarm.preview.sweep;
