"""The current-based benchmark of Brette et al., J. Comput. Neurosci. 23, 2007, as Brian 2 runs it in C++.

Prints the seconds that the compiled program took for one simulated second, and how many spikes there were.
Usage: cuba.py FOLDER THREADS
"""
import sys

from brian2 import *

set_device("cpp_standalone", directory=sys.argv[1], build_on_run=True)
if int(sys.argv[2]) > 1:
    prefs.devices.cpp_standalone.openmp_threads = int(sys.argv[2])
seed(1)

threshold = -50 * mV
rest = -60 * mV
cells = NeuronGroup(
    4000,
    """dv/dt = (ge + gi - (v - (-49*mV))) / (20*ms) : volt (unless refractory)
       dge/dt = -ge / (5*ms) : volt
       dgi/dt = -gi / (10*ms) : volt""",
    threshold="v > threshold",
    reset="v = rest",
    refractory=5 * ms,
    method="exact",
)
cells.v = "rest + rand() * (threshold - rest)"
excitatory = Synapses(cells[:3200], cells, on_pre="ge += 1.62*mV")
inhibitory = Synapses(cells[3200:], cells, on_pre="gi -= 9*mV")
excitatory.connect(p=0.02)
inhibitory.connect(p=0.02)
spikes = SpikeMonitor(cells)
run(1 * second)
print(device._last_run_time, spikes.num_spikes)
