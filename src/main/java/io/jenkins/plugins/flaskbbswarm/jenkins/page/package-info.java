/** What Jenkins shows of releases: a page of each build that made some, and the history of a job. */
package io.jenkins.plugins.flaskbbswarm.jenkins.page;
