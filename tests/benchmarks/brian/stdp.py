"""Plasticity of spike pairs as Brian 2 runs it in C++: 1000 Poisson inputs, 4000 leaky cells with 100 plastic synapses each.

Prints the seconds that the compiled program took for one simulated second, the spikes of cells and inputs, and the synapses.
Usage: stdp.py FOLDER THREADS
"""
import sys

from brian2 import *

set_device("cpp_standalone", directory=sys.argv[1], build_on_run=True)
if int(sys.argv[2]) > 1:
    prefs.devices.cpp_standalone.openmp_threads = int(sys.argv[2])
seed(1)

most = 1 * mV
potentiation = 1 * uvolt
depression = 1.05 * uvolt
inputs = PoissonGroup(1000, rates=20 * Hz)
cells = NeuronGroup(
    4000,
    "dv/dt = -v / (20*ms) : volt (unless refractory)",
    threshold="v > 20*mV",
    reset="v = 0*mV",
    refractory=2 * ms,
    method="exact",
)
synapses = Synapses(
    inputs,
    cells,
    """w : volt
       dbefore/dt = -before / (20*ms) : 1 (event-driven)
       dafter/dt = -after / (20*ms) : 1 (event-driven)""",
    on_pre="""w = clip(w - depression * after, 0*mV, most)
              v_post += w
              before += 1""",
    on_post="""w = clip(w + potentiation * before, 0*mV, most)
               after += 1""",
    delay=1 * ms,
)
synapses.connect(p=0.1)
synapses.w = "(0.3 + 0.5 * rand()) * mV"
spikes = SpikeMonitor(cells)
given = SpikeMonitor(inputs)
run(1 * second)
print(device._last_run_time, spikes.num_spikes, given.num_spikes, len(synapses))
