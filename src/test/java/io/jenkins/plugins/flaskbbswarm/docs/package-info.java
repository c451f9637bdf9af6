/** The documentation, as its readers use it. Tests of single pages are in the packages that the pages are about. */
package io.jenkins.plugins.flaskbbswarm.docs;
