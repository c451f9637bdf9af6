/** What an agent is to do for a step: data that is sent there, and what comes back for the script. */
package io.jenkins.plugins.flaskbbswarm.jenkins.operations;
