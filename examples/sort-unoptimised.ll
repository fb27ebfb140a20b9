; SPDX-License-Identifier: Apache-2.0
; Made from sort.c by clang 20.1.7 with -O1 -Xclang -disable-llvm-passes
; ModuleID = 'sort.c'
source_filename = "sort.c"
target datalayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
target triple = "x86_64-unknown-linux-gnu"

; Function Attrs: nounwind uwtable
define dso_local void @bubble_sort(ptr noundef %0, i64 noundef %1) #0 {
  %3 = alloca ptr, align 8
  %4 = alloca i64, align 8
  %5 = alloca i8, align 1
  %6 = alloca i64, align 8
  store ptr %0, ptr %3, align 8, !tbaa !5
  store i64 %1, ptr %4, align 8, !tbaa !10
  call void @llvm.lifetime.start.p0(i64 1, ptr %5) #2
  %7 = load i64, ptr %4, align 8, !tbaa !10
  %8 = icmp ugt i64 %7, 1
  %9 = zext i1 %8 to i8
  store i8 %9, ptr %5, align 1, !tbaa !12
  br label %10

10:                                               ; preds = %42, %2
  %11 = load i8, ptr %5, align 1, !tbaa !12, !range !14, !noundef !15
  %12 = trunc i8 %11 to i1
  br i1 %12, label %13, label %45

13:                                               ; preds = %10
  store i8 0, ptr %5, align 1, !tbaa !12
  call void @llvm.lifetime.start.p0(i64 8, ptr %6) #2
  store i64 1, ptr %6, align 8, !tbaa !10
  br label %14

14:                                               ; preds = %39, %13
  %15 = load i64, ptr %6, align 8, !tbaa !10
  %16 = load i64, ptr %4, align 8, !tbaa !10
  %17 = icmp ult i64 %15, %16
  br i1 %17, label %19, label %18

18:                                               ; preds = %14
  call void @llvm.lifetime.end.p0(i64 8, ptr %6) #2
  br label %42

19:                                               ; preds = %14
  %20 = load ptr, ptr %3, align 8, !tbaa !5
  %21 = load i64, ptr %6, align 8, !tbaa !10
  %22 = sub i64 %21, 1
  %23 = getelementptr inbounds nuw i32, ptr %20, i64 %22
  %24 = load i32, ptr %23, align 4, !tbaa !16
  %25 = load ptr, ptr %3, align 8, !tbaa !5
  %26 = load i64, ptr %6, align 8, !tbaa !10
  %27 = getelementptr inbounds nuw i32, ptr %25, i64 %26
  %28 = load i32, ptr %27, align 4, !tbaa !16
  %29 = icmp sgt i32 %24, %28
  br i1 %29, label %30, label %38

30:                                               ; preds = %19
  %31 = load ptr, ptr %3, align 8, !tbaa !5
  %32 = load i64, ptr %6, align 8, !tbaa !10
  %33 = sub i64 %32, 1
  %34 = getelementptr inbounds nuw i32, ptr %31, i64 %33
  %35 = load ptr, ptr %3, align 8, !tbaa !5
  %36 = load i64, ptr %6, align 8, !tbaa !10
  %37 = getelementptr inbounds nuw i32, ptr %35, i64 %36
  call void @swap(ptr noundef %34, ptr noundef %37)
  store i8 1, ptr %5, align 1, !tbaa !12
  br label %38

38:                                               ; preds = %30, %19
  br label %39

39:                                               ; preds = %38
  %40 = load i64, ptr %6, align 8, !tbaa !10
  %41 = add i64 %40, 1
  store i64 %41, ptr %6, align 8, !tbaa !10
  br label %14, !llvm.loop !18

42:                                               ; preds = %18
  %43 = load i64, ptr %4, align 8, !tbaa !10
  %44 = add i64 %43, -1
  store i64 %44, ptr %4, align 8, !tbaa !10
  br label %10, !llvm.loop !21

45:                                               ; preds = %10
  call void @llvm.lifetime.end.p0(i64 1, ptr %5) #2
  ret void
}

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.start.p0(i64 immarg, ptr nocapture) #1

; Function Attrs: nounwind uwtable
define internal void @swap(ptr noundef %0, ptr noundef %1) #0 {
  %3 = alloca ptr, align 8
  %4 = alloca ptr, align 8
  %5 = alloca i32, align 4
  store ptr %0, ptr %3, align 8, !tbaa !5
  store ptr %1, ptr %4, align 8, !tbaa !5
  call void @llvm.lifetime.start.p0(i64 4, ptr %5) #2
  %6 = load ptr, ptr %3, align 8, !tbaa !5
  %7 = load i32, ptr %6, align 4, !tbaa !16
  store i32 %7, ptr %5, align 4, !tbaa !16
  %8 = load ptr, ptr %4, align 8, !tbaa !5
  %9 = load i32, ptr %8, align 4, !tbaa !16
  %10 = load ptr, ptr %3, align 8, !tbaa !5
  store i32 %9, ptr %10, align 4, !tbaa !16
  %11 = load i32, ptr %5, align 4, !tbaa !16
  %12 = load ptr, ptr %4, align 8, !tbaa !5
  store i32 %11, ptr %12, align 4, !tbaa !16
  call void @llvm.lifetime.end.p0(i64 4, ptr %5) #2
  ret void
}

; Function Attrs: nocallback nofree nosync nounwind willreturn memory(argmem: readwrite)
declare void @llvm.lifetime.end.p0(i64 immarg, ptr nocapture) #1

; Function Attrs: nounwind uwtable
define dso_local void @insertion_sort(ptr noundef %0, i64 noundef %1) #0 {
  %3 = alloca ptr, align 8
  %4 = alloca i64, align 8
  %5 = alloca i64, align 8
  %6 = alloca i32, align 4
  %7 = alloca i64, align 8
  store ptr %0, ptr %3, align 8, !tbaa !5
  store i64 %1, ptr %4, align 8, !tbaa !10
  call void @llvm.lifetime.start.p0(i64 8, ptr %5) #2
  store i64 1, ptr %5, align 8, !tbaa !10
  br label %8

8:                                                ; preds = %48, %2
  %9 = load i64, ptr %5, align 8, !tbaa !10
  %10 = load i64, ptr %4, align 8, !tbaa !10
  %11 = icmp ult i64 %9, %10
  br i1 %11, label %13, label %12

12:                                               ; preds = %8
  call void @llvm.lifetime.end.p0(i64 8, ptr %5) #2
  br label %51

13:                                               ; preds = %8
  call void @llvm.lifetime.start.p0(i64 4, ptr %6) #2
  %14 = load ptr, ptr %3, align 8, !tbaa !5
  %15 = load i64, ptr %5, align 8, !tbaa !10
  %16 = getelementptr inbounds nuw i32, ptr %14, i64 %15
  %17 = load i32, ptr %16, align 4, !tbaa !16
  store i32 %17, ptr %6, align 4, !tbaa !16
  call void @llvm.lifetime.start.p0(i64 8, ptr %7) #2
  %18 = load i64, ptr %5, align 8, !tbaa !10
  store i64 %18, ptr %7, align 8, !tbaa !10
  br label %19

19:                                               ; preds = %32, %13
  %20 = load i64, ptr %7, align 8, !tbaa !10
  %21 = icmp ugt i64 %20, 0
  br i1 %21, label %22, label %30

22:                                               ; preds = %19
  %23 = load ptr, ptr %3, align 8, !tbaa !5
  %24 = load i64, ptr %7, align 8, !tbaa !10
  %25 = sub i64 %24, 1
  %26 = getelementptr inbounds nuw i32, ptr %23, i64 %25
  %27 = load i32, ptr %26, align 4, !tbaa !16
  %28 = load i32, ptr %6, align 4, !tbaa !16
  %29 = icmp sgt i32 %27, %28
  br label %30

30:                                               ; preds = %22, %19
  %31 = phi i1 [ false, %19 ], [ %29, %22 ]
  br i1 %31, label %32, label %43

32:                                               ; preds = %30
  %33 = load ptr, ptr %3, align 8, !tbaa !5
  %34 = load i64, ptr %7, align 8, !tbaa !10
  %35 = sub i64 %34, 1
  %36 = getelementptr inbounds nuw i32, ptr %33, i64 %35
  %37 = load i32, ptr %36, align 4, !tbaa !16
  %38 = load ptr, ptr %3, align 8, !tbaa !5
  %39 = load i64, ptr %7, align 8, !tbaa !10
  %40 = getelementptr inbounds nuw i32, ptr %38, i64 %39
  store i32 %37, ptr %40, align 4, !tbaa !16
  %41 = load i64, ptr %7, align 8, !tbaa !10
  %42 = add i64 %41, -1
  store i64 %42, ptr %7, align 8, !tbaa !10
  br label %19, !llvm.loop !22

43:                                               ; preds = %30
  %44 = load i32, ptr %6, align 4, !tbaa !16
  %45 = load ptr, ptr %3, align 8, !tbaa !5
  %46 = load i64, ptr %7, align 8, !tbaa !10
  %47 = getelementptr inbounds nuw i32, ptr %45, i64 %46
  store i32 %44, ptr %47, align 4, !tbaa !16
  call void @llvm.lifetime.end.p0(i64 8, ptr %7) #2
  call void @llvm.lifetime.end.p0(i64 4, ptr %6) #2
  br label %48

48:                                               ; preds = %43
  %49 = load i64, ptr %5, align 8, !tbaa !10
  %50 = add i64 %49, 1
  store i64 %50, ptr %5, align 8, !tbaa !10
  br label %8, !llvm.loop !23

51:                                               ; preds = %12
  ret void
}

; Function Attrs: nounwind uwtable
define dso_local void @quicksort(ptr noundef %0, i64 noundef %1) #0 {
  %3 = alloca ptr, align 8
  %4 = alloca i64, align 8
  %5 = alloca i32, align 4
  %6 = alloca i64, align 8
  %7 = alloca i64, align 8
  store ptr %0, ptr %3, align 8, !tbaa !5
  store i64 %1, ptr %4, align 8, !tbaa !10
  %8 = load i64, ptr %4, align 8, !tbaa !10
  %9 = icmp ult i64 %8, 2
  br i1 %9, label %10, label %11

10:                                               ; preds = %2
  br label %64

11:                                               ; preds = %2
  call void @llvm.lifetime.start.p0(i64 4, ptr %5) #2
  %12 = load ptr, ptr %3, align 8, !tbaa !5
  %13 = load i64, ptr %4, align 8, !tbaa !10
  %14 = udiv i64 %13, 2
  %15 = getelementptr inbounds nuw i32, ptr %12, i64 %14
  %16 = load i32, ptr %15, align 4, !tbaa !16
  store i32 %16, ptr %5, align 4, !tbaa !16
  call void @llvm.lifetime.start.p0(i64 8, ptr %6) #2
  store i64 0, ptr %6, align 8, !tbaa !10
  call void @llvm.lifetime.start.p0(i64 8, ptr %7) #2
  %17 = load i64, ptr %4, align 8, !tbaa !10
  %18 = sub i64 %17, 1
  store i64 %18, ptr %7, align 8, !tbaa !10
  br label %19

19:                                               ; preds = %46, %11
  br label %20

20:                                               ; preds = %27, %19
  %21 = load ptr, ptr %3, align 8, !tbaa !5
  %22 = load i64, ptr %6, align 8, !tbaa !10
  %23 = getelementptr inbounds nuw i32, ptr %21, i64 %22
  %24 = load i32, ptr %23, align 4, !tbaa !16
  %25 = load i32, ptr %5, align 4, !tbaa !16
  %26 = icmp slt i32 %24, %25
  br i1 %26, label %27, label %30

27:                                               ; preds = %20
  %28 = load i64, ptr %6, align 8, !tbaa !10
  %29 = add i64 %28, 1
  store i64 %29, ptr %6, align 8, !tbaa !10
  br label %20, !llvm.loop !24

30:                                               ; preds = %20
  br label %31

31:                                               ; preds = %38, %30
  %32 = load ptr, ptr %3, align 8, !tbaa !5
  %33 = load i64, ptr %7, align 8, !tbaa !10
  %34 = getelementptr inbounds nuw i32, ptr %32, i64 %33
  %35 = load i32, ptr %34, align 4, !tbaa !16
  %36 = load i32, ptr %5, align 4, !tbaa !16
  %37 = icmp sgt i32 %35, %36
  br i1 %37, label %38, label %41

38:                                               ; preds = %31
  %39 = load i64, ptr %7, align 8, !tbaa !10
  %40 = add i64 %39, -1
  store i64 %40, ptr %7, align 8, !tbaa !10
  br label %31, !llvm.loop !25

41:                                               ; preds = %31
  %42 = load i64, ptr %6, align 8, !tbaa !10
  %43 = load i64, ptr %7, align 8, !tbaa !10
  %44 = icmp uge i64 %42, %43
  br i1 %44, label %45, label %46

45:                                               ; preds = %41
  br label %55

46:                                               ; preds = %41
  %47 = load ptr, ptr %3, align 8, !tbaa !5
  %48 = load i64, ptr %6, align 8, !tbaa !10
  %49 = add i64 %48, 1
  store i64 %49, ptr %6, align 8, !tbaa !10
  %50 = getelementptr inbounds nuw i32, ptr %47, i64 %48
  %51 = load ptr, ptr %3, align 8, !tbaa !5
  %52 = load i64, ptr %7, align 8, !tbaa !10
  %53 = add i64 %52, -1
  store i64 %53, ptr %7, align 8, !tbaa !10
  %54 = getelementptr inbounds nuw i32, ptr %51, i64 %52
  call void @swap(ptr noundef %50, ptr noundef %54)
  br label %19, !llvm.loop !26

55:                                               ; preds = %45
  %56 = load ptr, ptr %3, align 8, !tbaa !5
  %57 = load i64, ptr %6, align 8, !tbaa !10
  call void @quicksort(ptr noundef %56, i64 noundef %57)
  %58 = load ptr, ptr %3, align 8, !tbaa !5
  %59 = load i64, ptr %6, align 8, !tbaa !10
  %60 = getelementptr inbounds nuw i32, ptr %58, i64 %59
  %61 = load i64, ptr %4, align 8, !tbaa !10
  %62 = load i64, ptr %6, align 8, !tbaa !10
  %63 = sub i64 %61, %62
  call void @quicksort(ptr noundef %60, i64 noundef %63)
  call void @llvm.lifetime.end.p0(i64 8, ptr %7) #2
  call void @llvm.lifetime.end.p0(i64 8, ptr %6) #2
  call void @llvm.lifetime.end.p0(i64 4, ptr %5) #2
  br label %64

64:                                               ; preds = %55, %10
  ret void
}

attributes #0 = { nounwind uwtable "min-legal-vector-width"="0" "no-trapping-math"="true" "stack-protector-buffer-size"="8" "target-cpu"="x86-64" "target-features"="+cmov,+cx8,+fxsr,+mmx,+sse,+sse2,+x87" "tune-cpu"="generic" }
attributes #1 = { nocallback nofree nosync nounwind willreturn memory(argmem: readwrite) }
attributes #2 = { nounwind }

!llvm.module.flags = !{!0, !1, !2, !3}

!0 = !{i32 1, !"wchar_size", i32 4}
!1 = !{i32 8, !"PIC Level", i32 2}
!2 = !{i32 7, !"PIE Level", i32 2}
!3 = !{i32 7, !"uwtable", i32 2}
!5 = !{!6, !6, i64 0}
!6 = !{!"p1 int", !7, i64 0}
!7 = !{!"any pointer", !8, i64 0}
!8 = !{!"omnipotent char", !9, i64 0}
!9 = !{!"Simple C/C++ TBAA"}
!10 = !{!11, !11, i64 0}
!11 = !{!"long", !8, i64 0}
!12 = !{!13, !13, i64 0}
!13 = !{!"_Bool", !8, i64 0}
!14 = !{i8 0, i8 2}
!15 = !{}
!16 = !{!17, !17, i64 0}
!17 = !{!"int", !8, i64 0}
!18 = distinct !{!18, !19, !20}
!19 = !{!"llvm.loop.mustprogress"}
!20 = !{!"llvm.loop.unroll.disable"}
!21 = distinct !{!21, !19, !20}
!22 = distinct !{!22, !19, !20}
!23 = distinct !{!23, !19, !20}
!24 = distinct !{!24, !19, !20}
!25 = distinct !{!25, !19, !20}
!26 = distinct !{!26, !20}
