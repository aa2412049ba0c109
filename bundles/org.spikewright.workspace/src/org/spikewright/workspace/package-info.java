/** Models in the workspace: projects made from examples, and runs of their jobs. Nothing here needs a window. */
package org.spikewright.workspace;
