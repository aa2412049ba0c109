"""The Hodgkin-Huxley benchmark of Brette et al., J. Comput. Neurosci. 23, 2007, as Brian 2 runs it in C++.

Prints the seconds that the compiled program took for one simulated second, and how many spikes there were.
Usage: cobahh.py FOLDER THREADS
"""
import sys

from brian2 import *

set_device("cpp_standalone", directory=sys.argv[1], build_on_run=True)
if int(sys.argv[2]) > 1:
    prefs.devices.cpp_standalone.openmp_threads = int(sys.argv[2])
seed(1)

area = 20000 * umetre**2
capacity = 1 * ufarad * cm**-2 * area
leak = 5e-5 * siemens * cm**-2 * area
sodium = 100 * msiemens * cm**-2 * area
potassium = 30 * msiemens * cm**-2 * area
shift = -63 * mV
cells = NeuronGroup(
    4000,
    """dv/dt = (leak*(-60*mV - v) + ge*(0*mV - v) + gi*(-80*mV - v)
                - sodium*m**3*h*(v - 50*mV) - potassium*n**4*(v - (-90*mV))) / capacity : volt
       dm/dt = am*(1 - m) - bm*m : 1
       dn/dt = an*(1 - n) - bn*n : 1
       dh/dt = ah*(1 - h) - bh*h : 1
       dge/dt = -ge / (5*ms) : siemens
       dgi/dt = -gi / (10*ms) : siemens
       am = 0.32*4/exprel((13*mV - v + shift) / (4*mV))/ms : Hz
       bm = 0.28*5/exprel((v - shift - 40*mV) / (5*mV))/ms : Hz
       ah = 0.128*exp((17*mV - v + shift) / (18*mV))/ms : Hz
       bh = 4/(1 + exp((40*mV - v + shift) / (5*mV)))/ms : Hz
       an = 0.032*5/exprel((15*mV - v + shift) / (5*mV))/ms : Hz
       bn = 0.5*exp((10*mV - v + shift) / (40*mV))/ms : Hz""",
    threshold="v > -20*mV",
    refractory=3 * ms,
    method="exponential_euler",
)
cells.v = "-60*mV + (randn()*5 - 5)*mV"
cells.ge = "(randn()*1.5 + 4)*10*nS"
cells.gi = "(randn()*12 + 20)*10*nS"
excitatory = Synapses(cells[:3200], cells, on_pre="ge += 6*nS")
inhibitory = Synapses(cells[3200:], cells, on_pre="gi += 67*nS")
excitatory.connect(p=0.02)
inhibitory.connect(p=0.02)
spikes = SpikeMonitor(cells)
run(1 * second)
print(device._last_run_time, spikes.num_spikes)
