/** What a release did, as a value and as a page for people: made of events, and of nothing else. Pure. */
package io.jenkins.plugins.flaskbbswarm.report;
