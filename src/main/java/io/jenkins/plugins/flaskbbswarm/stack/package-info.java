/** The values that everything else speaks in: namespace, image reference, digest, and the stack as its file describes it. Depends on no other package. */
package io.jenkins.plugins.flaskbbswarm.stack;
