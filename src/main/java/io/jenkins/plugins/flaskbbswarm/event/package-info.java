/** What a release tells its audience while it runs. Depends on the package text alone. */
package io.jenkins.plugins.flaskbbswarm.event;
