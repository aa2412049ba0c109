/** The jobs of a model as commands that the shell, the workbench and the language server host alike. */
package org.spikewright.jobs;
