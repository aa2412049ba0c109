package org.spikewright.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.spikewright.common.Work;

/**
 * Samples of a source to which something is done.
 *
 * @param transforms one after the other
 */
public record TransformedSource(Source source, List<Transform> transforms) implements Source {

    @Override
    public Optional<String> folder() {
        return source.folder();
    }

    @Override
    public List<Path> files(Path folder) {
        return source.files(folder);
    }

    @Override
    public Optional<int[]> extents() {
        return form().map(SampleForm::extents);
    }

    /**
     * What samples are like after all transforms.
     *
     * @throws IllegalArgumentException if one cannot be done; the message says why
     */
    @Override
    public Optional<SampleForm> form() {
        Optional<SampleForm> form = source.form();
        for (Transform transform : transforms) {
            form = form.flatMap(transform::form);
        }
        return form;
    }

    @Override
    public Optional<String> obstacle(Fields fields) {
        return fields.inputs().size() > 1 ? Optional.of("samples of several inputs cannot be transformed yet; leave out what follows the source")
                : source.obstacle(fields);
    }

    @Override
    public OptionalDouble interval() {
        OptionalDouble last = source.interval();
        for (Transform transform : transforms) {
            last = transform.interval().isPresent() ? transform.interval() : last;
        }
        return last;
    }

    @Override
    public OptionalInt classes() {
        return source.classes();
    }

    @Override
    public DataSet load(Request request, Work work) {
        try {
            DataSet data = source.load(new Request(request.name(), request.files(), request.train(), request.test(), request.seed(),
                    request.fields(), _ -> {
                        // what they become is looked at below
                    }), work);
            for (Transform transform : transforms) {
                work.checkCancelled();
                data = transform.apply(data, work);
            }
            request.wanted().accept(data.train().extents());
            return data;
        } catch (IllegalArgumentException e) {
            throw new DataException("the samples of '" + request.name() + "' cannot be transformed: " + e.getMessage(), e);
        }
    }
}
