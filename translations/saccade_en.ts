<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>Checks</name>
    <message numerus="yes">
        <source>%n file(s) could not be read</source>
        <translation>
            <numerusform>%n file could not be read</numerusform>
            <numerusform>%n files could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name(s)</source>
        <translation>
            <numerusform>%n name</numerusform>
            <numerusform>%n names</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are changed by you</source>
        <translation>
            <numerusform>%n image is changed by you</numerusform>
            <numerusform>%n images are changed by you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) do not fit this data any more</source>
        <translation>
            <numerusform>%n change does not fit this data any more</numerusform>
            <numerusform>%n changes do not fit this data any more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportText</name>
    <message numerus="yes">
        <source>%1 run again:
largest difference %2, %Ln labels changed</source>
        <extracomment>%1 is &quot;1,000 test images&quot;</extracomment>
        <translation>
            <numerusform>%1 run again:
largest difference %2, %Ln label changed</numerusform>
            <numerusform>%1 run again:
largest difference %2, %Ln labels changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln training images</source>
        <translation>
            <numerusform>%Ln training image</numerusform>
            <numerusform>%Ln training images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln validation images</source>
        <translation>
            <numerusform>%Ln validation image</numerusform>
            <numerusform>%Ln validation images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln test images</source>
        <translation>
            <numerusform>%Ln test image</numerusform>
            <numerusform>%Ln test images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message numerus="yes">
        <source>Too few validation images to correct it by: %n, and at least %1 are needed.</source>
        <translation>
            <numerusform>Too few validation images to correct it by: %n, and at least %1 are needed.</numerusform>
            <numerusform>Too few validation images to correct it by: %n, and at least %1 are needed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>never right in %Ln validation(s)</source>
        <translation>
            <numerusform>never right in %Ln validation</numerusform>
            <numerusform>never right in %Ln validations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>forgotten %Ln time(s)</source>
        <translation>
            <numerusform>forgotten once</numerusform>
            <numerusform>forgotten %Ln times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>right %Ln time(s), yet another class is likelier</source>
        <translation>
            <numerusform>right once, yet another class is likelier</numerusform>
            <numerusform>right %Ln times, yet another class is likelier</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message numerus="yes">
        <source>%Ln image(s) leave the accuracy uncertain: %1 %. %2 images would narrow that to %3 points.</source>
        <translation>
            <numerusform>%Ln image leaves the accuracy uncertain: %1 %. %2 images would narrow that to %3 points.</numerusform>
            <numerusform>%Ln images leave the accuracy uncertain: %1 %. %2 images would narrow that to %3 points.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is short of data: %Ln training image(s), the middle class has %2.</source>
        <translation>
            <numerusform>%1 is short of data: %Ln training image, the middle class has %2.</numerusform>
            <numerusform>%1 is short of data: %Ln training images, the middle class has %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has %Ln image(s) here, too few to judge it: its recall lies between %2 %.</source>
        <translation>
            <numerusform>%1 has %Ln image here, too few to judge it: its recall lies between %2 %.</numerusform>
            <numerusform>%1 has %Ln images here, too few to judge it: its recall lies between %2 %.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 validation images may be labelled wrongly: worth a look, not a count of errors.</source>
        <translation>
            <numerusform>%Ln of %1 validation images may be labelled wrongly: worth a look, not a count of errors.</numerusform>
            <numerusform>%Ln of %1 validation images may be labelled wrongly: worth a look, not a count of errors.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelTrialStarter</name>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NumberEditors</name>
    <message numerus="yes">
        <source> epoch(s)</source>
        <translation>
            <numerusform> epoch</numerusform>
            <numerusform> epochs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> validation(s)</source>
        <translation>
            <numerusform> validation</numerusform>
            <numerusform> validations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimeText</name>
    <message numerus="yes">
        <source>The processor waits for images %1 % of the time: use %n loader threads or a smaller image.</source>
        <translation>
            <numerusform>The processor waits for images %1 % of the time: use %n loader thread or a smaller image.</numerusform>
            <numerusform>The processor waits for images %1 % of the time: use %n loader threads or a smaller image.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrainChecks</name>
    <message numerus="yes">
        <source>%n file(s) left out</source>
        <translation>
            <numerusform>%n file left out</numerusform>
            <numerusform>%n files left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message numerus="yes">
        <source>None of %Ln image(s) was mistaken.</source>
        <translation>
            <numerusform>The image was not mistaken.</numerusform>
            <numerusform>None of %Ln images was mistaken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %2 taken for each other make %3 of %Ln mistake(s).</source>
        <translation>
            <numerusform>%1 and %2 taken for each other make %3 of %Ln mistake.</numerusform>
            <numerusform>%1 and %2 taken for each other make %3 of the %Ln mistakes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saccade::CacheSection</name>
    <message numerus="yes">
        <source>%1 of %2, %n data set(s)</source>
        <translation>
            <numerusform>%1 of %2, %n data set</numerusform>
            <numerusform>%1 of %2, %n data sets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saccade::ChangesPopup</name>
    <message numerus="yes">
        <source>%n change(s) that this run was not trained with</source>
        <translation>
            <numerusform>%n change that this run was not trained with</numerusform>
            <numerusform>%n changes that this run was not trained with</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saccade::EvaluateChangesBar</name>
    <message numerus="yes">
        <source>%n image(s) become…</source>
        <translation>
            <numerusform>%n image becomes…</numerusform>
            <numerusform>%n images become…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Apply %n change(s)…</source>
        <translation>
            <numerusform>Apply %n change…</numerusform>
            <numerusform>Apply %n changes…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saccade::EvaluatePage</name>
    <message numerus="yes">
        <source>Test set opened %n time(s)</source>
        <translation>
            <numerusform>Test set opened once</numerusform>
            <numerusform>Test set opened %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s)</source>
        <translation>
            <numerusform>%n finding</numerusform>
            <numerusform>%n findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saccade::ExportContentsPane</name>
    <message numerus="yes">
        <source>%Ln class names, in order</source>
        <translation>
            <numerusform>%Ln class name, in order</numerusform>
            <numerusform>%Ln class names, in order</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saccade::ExportPage</name>
    <message numerus="yes">
        <source>Export %n formats</source>
        <translation>
            <numerusform>Export %n format</numerusform>
            <numerusform>Export %n formats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saccade::FiguresLabelsView</name>
    <message numerus="yes">
        <source>For %Ln of %1 validation images the network finds another class likelier than the label. Look before you believe it: either may be wrong.</source>
        <translation>
            <numerusform>For %Ln of %1 validation images the network finds another class likelier than the label. Look before you believe it: either may be wrong.</numerusform>
            <numerusform>For %Ln of %1 validation images the network finds another class likelier than the label. Look before you believe it: either may be wrong.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saccade::FiguresMapsView</name>
    <message numerus="yes">
        <source>Looking: %1 of %Ln image(s)</source>
        <translation>
            <numerusform>Looking: %1 of %Ln image</numerusform>
            <numerusform>Looking: %1 of %Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln most confident image(s)</source>
        <translation>
            <numerusform>The one image</numerusform>
            <numerusform>The %Ln most confident images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saccade::ImageGrid</name>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saccade::ReliabilityPlot</name>
    <message numerus="yes">
        <source>Confidence %1–%2 %: %Ln image(s), %3 right (%4–%5 %), %6 promised</source>
        <translation>
            <numerusform>Confidence %1–%2 %: %Ln image, %3 right (%4–%5 %), %6 promised</numerusform>
            <numerusform>Confidence %1–%2 %: %Ln images, %3 right (%4–%5 %), %6 promised</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saccade::SettingsForm</name>
    <message numerus="yes">
        <source>after %n flat validation(s)</source>
        <translation>
            <numerusform>after %n flat validation</numerusform>
            <numerusform>after %n flat validations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saccade::TrainPage</name>
    <message numerus="yes">
        <source>of %n epoch(s)</source>
        <translation>
            <numerusform>of %n epoch</numerusform>
            <numerusform>of %n epochs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>of %n validation(s)</source>
        <translation>
            <numerusform>of %n validation</numerusform>
            <numerusform>of %n validations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are changed by you.</source>
        <translation>
            <numerusform>%n image is changed by you.</numerusform>
            <numerusform>%n images are changed by you.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Its weights have learned %n of the validation image(s): that figure will be too good.</source>
        <translation>
            <numerusform>Its weights have learned %n of the validation image: that figure will be too good.</numerusform>
            <numerusform>Its weights have learned %n of the validation images: that figure will be too good.</numerusform>
        </translation>
    </message>
</context>
</TS>
