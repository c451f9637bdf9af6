package io.jenkins.plugins.flaskbbswarm.cli;

import io.jenkins.plugins.flaskbbswarm.text.Printable;
import io.jenkins.plugins.flaskbbswarm.text.SecretMasker;

import java.io.PrintWriter;

/** Writes only what a terminal shows. A live view, whose colours and movements are our own, writes to the raw one. */
final class PrintableWriter extends PrintWriter {
    private final PrintWriter raw;
    private final SecretMasker mask;

    private PrintableWriter(PrintWriter raw, SecretMasker mask) {
        super(raw, true);
        this.raw = raw;
        this.mask = mask;
    }

    static PrintableWriter over(PrintWriter writer) {
        return over(writer, new SecretMasker());
    }

    /** One that blanks what the mask knows. */
    static PrintableWriter over(PrintWriter writer, SecretMasker mask) {
        return writer instanceof PrintableWriter printable ? printable : new PrintableWriter(writer, mask);
    }

    /** The mask of a writer; one without values if it masks nothing. */
    static SecretMasker mask(PrintWriter writer) {
        return writer instanceof PrintableWriter printable ? printable.mask : new SecretMasker();
    }

    /** The writer beneath, or the same one if there is none. */
    static PrintWriter raw(PrintWriter writer) {
        return writer instanceof PrintableWriter printable ? printable.raw : writer;
    }

    @Override
    public void write(int character) {
        write(String.valueOf((char) character));
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        write(new String(characters, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) {
        String shown = Printable.text(mask.blanked(text.substring(offset, offset + length)));
        super.write(shown, 0, shown.length());
    }
}
