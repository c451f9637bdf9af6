/** Where values of secrets come from: the sources as {@code deploy.yml} names them, and what is read from them. */
package io.jenkins.plugins.flaskbbswarm.secrets;
