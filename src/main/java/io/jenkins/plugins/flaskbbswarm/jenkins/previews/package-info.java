/**
 * Previews of pull requests: their steps, what the controller knows of them, its hourly round and the page "Swarm
 * previews".
 */
package io.jenkins.plugins.flaskbbswarm.jenkins.previews;
