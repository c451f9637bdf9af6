/** What a preview has beside its services: a database, a Redis database, image tags and a lease. */
package io.jenkins.plugins.flaskbbswarm.preview.resources;
