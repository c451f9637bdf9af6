/**
 * Has an operation done beside an agent: sent there, events and interrupts on the channel, its outcome back. Knows no
 * step.
 */
package io.jenkins.plugins.flaskbbswarm.jenkins.agent;
