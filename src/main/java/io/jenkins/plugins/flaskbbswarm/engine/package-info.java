/**
 * The Docker Engine API, 1.41 and newer: one small class per endpoint, one caller that owns deadlines, retries and the
 * wording of errors. Bodies are Jackson trees, so that no field an engine sends is lost. Depends on http and text.
 */
package io.jenkins.plugins.flaskbbswarm.engine;
