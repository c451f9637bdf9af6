/** What a preview is: its pull request, its name and labels, and the preview part of {@code deploy.yml}. */
package io.jenkins.plugins.flaskbbswarm.preview.config;
