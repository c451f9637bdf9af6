/** Texts as people put them into forms, and what is said about them there. */
package io.jenkins.plugins.flaskbbswarm.jenkins.forms;
