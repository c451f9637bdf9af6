/** Credentials: the choices of forms, values that are looked up and masked, and the same as an agent gets them. */
package io.jenkins.plugins.flaskbbswarm.jenkins.credentials;
