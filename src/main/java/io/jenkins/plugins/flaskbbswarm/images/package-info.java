/**
 * From a build context to an image that a registry holds: context, build, tags, push, digest. What the registry
 * already holds is neither built nor pushed again.
 */
package io.jenkins.plugins.flaskbbswarm.images;
