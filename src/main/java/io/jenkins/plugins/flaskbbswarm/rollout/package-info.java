/** Carries out a plan: updates services, watches them converge, restores them when a release is rolled back, runs jobs and probes. */
package io.jenkins.plugins.flaskbbswarm.rollout;
