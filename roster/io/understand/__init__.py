"""What makes a hand-made workbook readable: which sheet, header, row and cell is meant.

The strict readers (``roster.io.fields``, ``terms``) know one way of writing. This room finds that way in
what people type: where there is one meaning only, the cell is read so and an `Assumption` tells it; where
there are two, it is a problem. Without a `Context` nothing here takes part.
"""
