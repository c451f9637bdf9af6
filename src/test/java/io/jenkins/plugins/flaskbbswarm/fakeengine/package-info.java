/**
 * A Docker Engine with a swarm, in memory, behind the real API: services roll out, tasks crash as scripted, the leader
 * gets lost when told to. Its answers are those that engine 20.10 was measured to give; the contract tests hold it to that.
 */
package io.jenkins.plugins.flaskbbswarm.fakeengine;
