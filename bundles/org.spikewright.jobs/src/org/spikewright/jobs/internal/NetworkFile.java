package org.spikewright.jobs.internal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import org.spikewright.common.Digest;
import org.spikewright.common.Work;
import org.spikewright.compile.job.ExportSettings;
import org.spikewright.network.Network;
import org.spikewright.network.Weights;
import org.spikewright.record.RunRecord;

/** A trained network in the file of a job, in the format of another tool. */
final class NetworkFile {

    private final Digest digest = new Digest();
    private final Work work;
    private long bytes;

    private NetworkFile(Work work) {
        this.work = work;
    }

    /** Writes it into the record, and says how long it is and what is in it. */
    static Map<String, Object> write(String job, ExportSettings spec, Network network, Weights weights, double step, RunRecord record, Work work)
            throws IOException {
        work.begin(job + ": export", 0);
        NetworkFile file = new NetworkFile(work);
        record.putFile(job, spec.file(job), stream -> {
            OutputStream counted = file.counted(stream);
            spec.format().write(network, weights, step, counted);
            counted.flush();
        });
        return Map.of("file.bytes", file.bytes, "file.hash", file.digest.end());
    }

    private OutputStream counted(OutputStream to) {
        return new FilterOutputStream(to) {

            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] values, int from, int length) throws IOException {
                work.checkCancelled();
                out.write(values, from, length);
                digest.add(ByteBuffer.wrap(values, from, length));
                bytes += length;
            }
        };
    }
}
