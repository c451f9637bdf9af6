/** What a pull request's stack may do; everything else is refused. */
package io.jenkins.plugins.flaskbbswarm.preview.policy;
