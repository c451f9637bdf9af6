/** The functions of {@code vars/} in each pipeline, with no {@code @Library} line; one that calls none has nothing of them. */
package io.jenkins.plugins.flaskbbswarm.jenkins.library;
