/** Why a task or service failed: its task states, exit codes, nodes, images, networks and last log lines, as one sentence. */
package io.jenkins.plugins.flaskbbswarm.diagnosis;
