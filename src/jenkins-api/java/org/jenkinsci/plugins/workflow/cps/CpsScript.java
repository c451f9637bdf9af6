package org.jenkinsci.plugins.workflow.cps;

public abstract class CpsScript {}
