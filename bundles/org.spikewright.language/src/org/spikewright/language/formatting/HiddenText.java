package org.spikewright.language.formatting;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.xtext.formatting2.regionaccess.IComment;
import org.eclipse.xtext.formatting2.regionaccess.IHiddenRegion;
import org.eclipse.xtext.formatting2.regionaccess.IHiddenRegionPart;

/**
 * What stands between two tokens: comments, and line breaks before each and after the last.
 *
 * @param comments the comments
 * @param breaks one number of line breaks more than there are comments
 */
record HiddenText(List<String> comments, List<Integer> breaks) {

    static HiddenText of(IHiddenRegion region) {
        List<String> comments = new ArrayList<>();
        List<Integer> breaks = new ArrayList<>();
        int count = 0;
        for (IHiddenRegionPart part : region.getParts()) {
            String text = part.getText();
            if (part instanceof IComment) {
                comments.add(text.replace("\r", "").stripTrailing());
                breaks.add(count);
                count = text.startsWith("//") ? 1 : 0;
            } else {
                count += (int) text.chars().filter(c -> c == '\n').count();
            }
        }
        breaks.add(count);
        return new HiddenText(List.copyOf(comments), List.copyOf(breaks));
    }

    /** The same comments as a layout wants them, with the white space between them and the tokens. */
    String in(Gap gap) {
        return switch (gap) {
            case Gap.Within within -> within(within);
            case Gap.Lines lines -> lines(lines, false);
            case Gap.Start _ when comments.isEmpty() -> "";
            case Gap.Start _ -> lines(new Gap.Lines(0, 2, 2, 0, 0), true);
            case Gap.End _ -> new HiddenText(comments, atEnd()).lines(new Gap.Lines(1, 2, 1, 0, 0), false);
        };
    }

    private List<Integer> atEnd() {
        List<Integer> ended = new ArrayList<>(breaks);
        ended.set(ended.size() - 1, 1);
        return ended;
    }

    private String within(Gap.Within gap) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < comments.size(); i++) {
            text.append(breaks.get(i) == 0 ? " " : line(1, gap.indentation())).append(indented(comments.get(i), gap.indentation()));
        }
        boolean breaksAfter = breaks.getLast() > 0 && (gap.mayBreak() || !comments.isEmpty());
        String plain = comments.isEmpty() ? gap.plain() : " ";
        return text.append(breaksAfter ? line(1, gap.indentation()) : plain).toString();
    }

    /** Comments on the line of the token before stay there; what follows starts new lines. */
    private String lines(Gap.Lines gap, boolean atStart) {
        StringBuilder text = new StringBuilder();
        boolean onNewLine = atStart;
        for (int i = 0; i < comments.size(); i++) {
            if (i > 0 || !atStart) {
                text.append(breaks.get(i) == 0 ? " " : line(count(gap, onNewLine, i, 2), gap.inside()));
            }
            onNewLine |= breaks.get(i) > 0;
            text.append(indented(comments.get(i), gap.inside()));
        }
        boolean stays = onNewLine && breaks.getLast() == 0;
        return text.append(stays ? " " : line(count(gap, onNewLine, comments.size(), gap.mostAtLast()), gap.indentation())).toString();
    }

    private int count(Gap.Lines gap, boolean onNewLine, int i, int most) {
        int least = onNewLine ? 1 : gap.least();
        return Math.clamp(breaks.get(i), least, Math.max(least, onNewLine ? most : Math.min(most, gap.mostAtFirst())));
    }

    private static String line(int breaks, int indentation) {
        return "\n".repeat(breaks) + "\t".repeat(indentation);
    }

    /** A comment whose lines start with stars moves as a whole; of others nobody knows how they should look. */
    private static String indented(String comment, int indentation) {
        List<String> lines = comment.lines().map(String::strip).toList();
        boolean starred = lines.size() > 1 && lines.stream().skip(1).allMatch(line -> line.startsWith("*"));
        return !starred ? comment : String.join(line(1, indentation) + " ", lines);
    }
}
