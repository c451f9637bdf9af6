/** What a release tells its audience while it runs. Knows nobody. */
package io.jenkins.plugins.flaskbbswarm.event;
