/** Carries a plan out: watches it converge, puts the stack back when it does not, and keeps releases and the lock. */
package io.jenkins.plugins.flaskbbswarm.rollout;
