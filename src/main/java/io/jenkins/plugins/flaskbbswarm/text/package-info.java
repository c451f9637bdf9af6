/** What may be shown of texts that come from outside, and how. Pure; knows nobody. */
package io.jenkins.plugins.flaskbbswarm.text;
