package org.spikewright.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.spikewright.language.ModelFile;

/**
 * What to run and how.
 *
 * @param model the file, checked and without errors
 * @param jobs the jobs by name; all of the file's if empty
 * @param runs the folder that gets a folder for the run's record
 * @param data where the files of data sets lie, by the data set's name
 * @param threads how many threads the engines use; no effect on results
 * @param seed in place of the jobs' own seeds
 */
public record RunRequest(ModelFile model, List<String> jobs, Path runs, Map<String, Path> data, int threads, OptionalLong seed) {
}
