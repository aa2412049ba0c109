/** The workbench: its window, its perspective, and the names that other parts need to join it. */
package org.spikewright.ui;
