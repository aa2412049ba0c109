package org.spikewright.language.server;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.xtext.ide.server.Document;
import org.eclipse.xtext.util.ITextRegion;
import org.eclipse.xtext.util.TextRegion;

/**
 * A text as an editor counts it: in lines, which end with a line feed, a carriage return or both, and columns. As the protocol has
 * it, a column behind the end of its line is that end; so is a line behind the last one, or a place before the first.
 */
final class Text extends Document {

    private final int[] starts;

    Text(Integer version, String contents) {
        super(version, contents, false);
        starts = IntStream.concat(IntStream.of(0), IntStream.rangeClosed(1, contents.length()).filter(i -> isLineStart(contents, i))).toArray();
    }

    private static boolean isLineStart(String contents, int offset) {
        char before = contents.charAt(offset - 1);
        return before == '\n' || before == '\r' && (offset == contents.length() || contents.charAt(offset) != '\n');
    }

    @Override
    public int getOffSet(Position position) {
        int line = position.getLine();
        if (line < 0) {
            return 0;
        }
        return line >= starts.length ? getContents().length() : starts[line] + Math.clamp(position.getCharacter(), 0, length(line));
    }

    /** How long a line is without its end. */
    private int length(int line) {
        int end = line + 1 < starts.length ? starts[line + 1] : getContents().length();
        while (line + 1 < starts.length && end > starts[line] && isLineEnd(getContents().charAt(end - 1))) {
            end--;
        }
        return end - starts[line];
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    @Override
    public Position getPosition(int offset) {
        if (offset < 0 || offset > getContents().length()) {
            throw new IndexOutOfBoundsException("no offset " + offset + " in a text of " + getContents().length() + " characters");
        }
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line, offset - starts[line]);
    }

    @Override
    public ITextRegion getTextRegion(Range range) {
        int start = getOffSet(range.getStart());
        return new TextRegion(start, Math.max(0, getOffSet(range.getEnd()) - start));
    }

    @Override
    public String getLineContent(int line) {
        return line < 0 || line >= starts.length ? "" : getContents().substring(starts[line], starts[line] + length(line));
    }

    @Override
    public int getLineCount() {
        return starts.length;
    }

    @Override
    public Document applyTextDocumentChanges(Iterable<? extends TextDocumentContentChangeEvent> changes) {
        Text changed = this;
        for (TextDocumentContentChangeEvent change : changes) {
            String text = change.getText();
            if (change.getRange() != null) {
                ITextRegion replaced = changed.getTextRegion(change.getRange());
                text = changed.getContents().substring(0, replaced.getOffset()) + text
                        + changed.getContents().substring(replaced.getOffset() + replaced.getLength());
            }
            changed = new Text(getVersion() == null ? null : getVersion() + 1, text);
        }
        return changed;
    }
}
