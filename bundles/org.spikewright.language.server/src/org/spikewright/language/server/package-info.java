/** The language server: in this process for the workbench, over streams for every other editor. */
package org.spikewright.language.server;
