/** What tests in a workbench window share. */
package org.spikewright.testing.ui;
