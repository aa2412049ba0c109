package org.spikewright.dataset.internal.event;

import java.io.IOException;
import java.util.Map;
import org.spikewright.common.NumPyArray;
import org.spikewright.dataset.ArrayFiles;

/** Events as arrays of NumPy: columns x, rows y, times t in whole microseconds or in seconds with a fraction, polarities p. */
final class EventArrays {

    private EventArrays() {
    }

    static CameraEvents read(byte[] bytes) throws IOException {
        Map<String, NumPyArray> arrays = ArrayFiles.packed(bytes);
        NumPyArray x = array(arrays, "x");
        NumPyArray y = array(arrays, "y");
        NumPyArray t = array(arrays, "t");
        NumPyArray p = array(arrays, "p");
        if (x.size() != t.size() || y.size() != t.size() || p.size() != t.size()) {
            throw new IllegalArgumentException("its arrays x, y, t and p have " + x.size() + ", " + y.size() + ", " + t.size() + " and " + p.size()
                    + " numbers; each event has one in each");
        }
        double unit = t.isWhole() ? 1 : 1e6;
        CameraEvents events = new CameraEvents(0, 0);
        for (int i = 0; i < t.size(); i++) {
            events.add(Math.round(t.value(i) * unit), (int) x.value(i), (int) y.value(i), p.value(i) > 0);
        }
        return events;
    }

    private static NumPyArray array(Map<String, NumPyArray> arrays, String name) {
        NumPyArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("it has no array '" + name + "'; events are arrays x, y, t and p");
        }
        return array;
    }
}
